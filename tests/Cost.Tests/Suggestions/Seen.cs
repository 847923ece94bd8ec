using LocalCloud.Cost.Around;
using LocalCloud.Cost.Measuring;
using LocalCloud.Cost.Month;
using LocalCloud.Cost.Report;
using LocalCloud.Cost.Suggestions;
using LocalCloud.Prices;
using ReportLine = LocalCloud.AwsClients.Lambda.ReportLine;

namespace Cost.Tests.Suggestions;

/// <summary>A function and what a window of an hour has shown of it; what is not said is nothing that calls for a suggestion.</summary>
internal sealed record Seen
{
    public int Memory { get; init; } = 256;

    public bool Arm { get; init; } = true;

    public int Timeout { get; init; } = 3;

    public int Invocations { get; init; } = 200;

    /// <summary>Milliseconds of each.</summary>
    public double Duration { get; init; } = 120;

    /// <summary>MB.</summary>
    public int Used { get; init; } = 180;

    public int ColdStarts { get; init; }

    public double Init { get; init; } = 900;

    public int Timeouts { get; init; }

    public string? Build { get; init; }

    public int? Retention { get; init; } = 30;

    public int Provisioned { get; init; }

    public FunctionCounts? Counts { get; init; }

    /// <summary>The size that half of them ran with, and how long they took.</summary>
    public (int Memory, double Duration)? Before { get; init; }

    public IReadOnlyList<QueuePolls> Polls { get; init; } = [];

    /// <summary>How often the hour's traffic goes into the month.</summary>
    public decimal Scale { get; init; } = 50_000;

    public IReadOnlyList<Suggestion> Suggest()
    {
        var prices = PriceList.Load().Region("us-east-1");
        var facts = new FunctionFacts(
            "F",
            "f",
            Memory,
            Arm,
            Timeout,
            512,
            "/aws/lambda/f",
            false,
            Provisioned == 0 ? [] : [new("live", Provisioned)]
        );
        var reports = Enumerable
            .Range(0, Invocations)
            .Select(i =>
            {
                var (memory, duration) = Before is { } before && i % 2 == 0 ? before : (Memory, Duration);
                var init = i < ColdStarts ? Init : (double?)null;
                return new ReportLine(
                    duration,
                    (long)Math.Ceiling(duration + (init ?? 0)),
                    memory,
                    Used,
                    init,
                    i < Timeouts ? "timeout" : null
                );
            })
            .ToList();
        var measured = new FunctionMeasurement(facts, reports, Counts ?? new(Invocations, 0, 0, null, 0, 1))
        {
            Build = Build,
            HasLogGroup = true,
            RetentionDays = Retention,
        };
        var month = LambdaMonth.Of([Load(measured)], prices.Lambda)[0];
        var usage = new UsageReading(UsageSource.Counted, [], null, new Dictionary<string, decimal>(), Polls);
        var window = new Window(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddHours(1));
        return [.. AllSuggestions.Of(new([new(measured, month, month)], usage, prices, window, Scale))];
    }

    private FunctionLoad Load(FunctionMeasurement measured) =>
        new("f", Arm, Memory, measured.Invocations * Scale, measured.GigabyteSecondsEach)
        {
            ProvisionedEnvironments = Provisioned,
            ProvisionedShare = measured.ProvisionedShare,
        };
}
