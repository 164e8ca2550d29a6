-- A row where some figure of a document is held back here, for the sake of a count that a force holds back.
select figure_id from all_figures where document = $document and starts_with(rule, $held) limit 1
