using System.Globalization;
using LocalCloud.AwsClients;

namespace LocalCloud.Cost;

/// <summary>One question for what a stack costs.</summary>
internal sealed record CostRequest
{
    /// <summary>The folder that publish has written; null, or nothing there: the stack tells its template itself.</summary>
    public string? Path { get; init; }

    public AwsTarget Target { get; init; } = new();

    /// <summary>null: as the folder says.</summary>
    public string? StackName { get; init; }

    /// <summary>null: on AWS as many as the window has, drawn out to a month; on LocalCloud a million.</summary>
    public long? RequestsPerMonth { get; init; }

    /// <summary>What is counted began there; null: since LocalCloud's start, on AWS for a day.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>null: the prices that are built in.</summary>
    public string? PricesFile { get; init; }

    /// <summary>Whose prices to take; null: the stack's own region.</summary>
    public string? PricesRegion { get; init; }

    /// <summary>Of what one costs is asked.</summary>
    public IReadOnlyList<BusinessUnit> Units { get; init; } = [];

    /// <summary>REPORT lines that are read of each function at most; what is beyond is counted by its metrics.</summary>
    public int MostReports { get; init; } = 20_000;
}

/// <summary>What a business counts, such as an order.</summary>
/// <param name="Name">For the table.</param>
/// <param name="CountedBy">
/// A function, of which each invocation is one; a route of an API, as in <c>POST /api/webhooks/stripe</c>; or how many there were, by
/// somebody who knows.
/// </param>
internal sealed record BusinessUnit(string Name, string CountedBy)
{
    public decimal? Count => ulong.TryParse(CountedBy, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    public bool IsRoute => CountedBy.Contains(' ');
}
