namespace LocalCloud.Publish.Plan;

static class Names
{
    /// <summary>A resource's name as a logical id: report-worker → ReportWorker.</summary>
    public static string Id(string name) =>
        string.Concat(name.Split('-', '_', '.', ' ').Where(p => p.Length > 0).Select(p => char.ToUpperInvariant(p[0]) + new string([.. p[1..].Where(char.IsAsciiLetterOrDigit)])));
}
