namespace LocalCloud.Cost.Report;

/// <summary>A table, for whichever medium.</summary>
/// <param name="Columns">Those of figures are set to the right.</param>
internal sealed record ReportTable(string Title, IReadOnlyList<ReportColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);

internal sealed record ReportColumn(string Name, bool IsFigure = true);
