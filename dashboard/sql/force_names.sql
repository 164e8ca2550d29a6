select force_id, short_name, kind as force_kind from forces
