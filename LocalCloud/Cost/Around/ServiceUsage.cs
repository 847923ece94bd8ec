using LocalCloud.Prices;

namespace LocalCloud.Cost.Around;

/// <summary>Units of a service that were used within the window, in what AWS bills.</summary>
/// <param name="Service">For the table.</param>
/// <param name="Unit">What one is, for the table.</param>
/// <param name="Price">One of <see cref="Prices.Price"/>.</param>
/// <param name="Quantity">Of the window.</param>
/// <param name="Function">That called; null: nobody, or not known.</param>
internal sealed record ServiceUsage(string Service, string Unit, string Price, decimal Quantity, string? Function = null)
{
    /// <summary>It comes with time, and not with traffic: polls of an empty queue.</summary>
    public bool ByTime { get; init; }
}

/// <summary>Where figures of the services around the functions come from.</summary>
internal enum UsageSource
{
    /// <summary>LocalCloud has counted each call.</summary>
    Counted,

    /// <summary>CloudWatch's metrics.</summary>
    Metrics,

    /// <summary>Nothing was seen: what services of this kind do, on the average.</summary>
    Assumed,
}

/// <summary>All of it.</summary>
/// <param name="HttpRequests">To HTTP APIs, within the window; null: not known.</param>
/// <param name="Routes">Of those, by route.</param>
/// <param name="Polls">By queue.</param>
internal sealed record UsageReading(
    UsageSource Source,
    IReadOnlyList<ServiceUsage> Services,
    decimal? HttpRequests,
    IReadOnlyDictionary<string, decimal> Routes,
    IReadOnlyList<QueuePolls> Polls
)
{
    /// <summary>By function GB of streamed responses that are paid.</summary>
    public IReadOnlyDictionary<string, decimal> Streamed { get; init; } = new Dictionary<string, decimal>();

    /// <summary>What is not in it, for those who read the table.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>How often a queue was asked, by somebody who polls it.</summary>
/// <param name="Receives">All of them.</param>
/// <param name="Empty">That found nothing.</param>
/// <param name="ByLambda">Lambda's own pollers, which nobody can slow down.</param>
internal sealed record QueuePolls(string Queue, string? Function, bool ByLambda, decimal Receives, decimal Empty);
