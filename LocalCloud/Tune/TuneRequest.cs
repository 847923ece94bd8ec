using LocalCloud.AwsClients;

namespace LocalCloud.Tune;

/// <summary>What is to be measured, and what is to become of the result.</summary>
internal sealed record TuneRequest
{
    public required AwsTarget Target { get; init; }

    /// <summary>Name or ARN.</summary>
    public required string Function { get; init; }

    public IReadOnlyList<WeightedPayload> Payloads { get; init; } = [new("{}", 1)];

    /// <summary>MB, 128 to 10,240.</summary>
    public IReadOnlyList<int> Sizes { get; init; } = [128, 256, 512, 1024, 1769, 3008];

    /// <summary>Of each size and build, beside the cold start; with <see cref="OnlyColdStarts"/> the cold starts.</summary>
    public int Invocations { get; init; } = 50;

    public Strategy Strategy { get; init; } = Strategy.Cost;

    /// <summary>Of the cost, 0 to 1, for <see cref="Strategy.Balanced"/>: 0 is speed alone, 1 is cost alone.</summary>
    public double Weight { get; init; } = 0.5;

    /// <summary>Part of the fastest and of the slowest invocations that means leave out, 0 to 0.4.</summary>
    public double Discard { get; init; } = 0.2;

    /// <summary>Invocations at a time.</summary>
    public int Parallel { get; init; } = 1;

    public bool OnlyColdStarts { get; init; }

    /// <summary>A function that is invoked with the payload before each invocation; what it answers takes the payload's place.</summary>
    public string? Before { get; init; }

    /// <summary>A function that is invoked after each invocation, with its answer.</summary>
    public string? After { get; init; }

    /// <summary>Packages to compare; none: what the function is.</summary>
    public IReadOnlyList<Build> Builds { get; init; } = [];

    /// <summary>Gets the winner: an alias, or $LATEST. null: everything stays as it was.</summary>
    public string? ApplyTo { get; init; }

    /// <summary>Of the order; the same seed gives the same order.</summary>
    public int Seed { get; init; }

    /// <summary>AWS may be paid without a question.</summary>
    public bool Yes { get; init; }

    /// <summary>Other prices than the built-in ones.</summary>
    public string? PricesFile { get; init; }

    public string? HtmlFile { get; init; }

    public string? JsonFile { get; init; }

    /// <summary>A JSON result to compare with.</summary>
    public string? BaselineFile { get; init; }

    /// <summary>A part of the baseline's duration, as 0.15: more than that above it fails. null: it is only told.</summary>
    public double? FailIfSlower { get; init; }
}

internal enum Strategy
{
    /// <summary>The cheapest.</summary>
    Cost,

    /// <summary>The fastest; of those that are equally fast the cheapest.</summary>
    Speed,

    /// <summary>By weight between the two.</summary>
    Balanced,
}

/// <param name="Json">As it is sent.</param>
/// <param name="Weight">Relative to the others'.</param>
internal sealed record WeightedPayload(string Json, double Weight);

/// <param name="Name">For tables.</param>
/// <param name="File">A zip.</param>
/// <param name="Architecture">null: the function's.</param>
internal sealed record Build(string Name, string File, string? Architecture = null);
