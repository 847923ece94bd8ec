using LocalCloud.AwsClients;

namespace LocalCloud.Tune.ColdStarts;

/// <summary>Which functions' starts are measured, and how.</summary>
internal sealed record ColdStartRequest
{
    /// <summary>A LocalCloud on this machine.</summary>
    public required AwsTarget Target { get; init; }

    /// <summary>What <c>serverless publish</c> has written; null: the packages alone.</summary>
    public string? Folder { get; init; }

    /// <summary>Of the stack whose functions lend their variables, when it is deployed there; null: as publish has noted it.</summary>
    public string? Stack { get; init; }

    /// <summary>Names of functions, without the stack's; none: all.</summary>
    public IReadOnlyList<string> Functions { get; init; } = [];

    /// <summary>Builds to measure in place of the folder's packages; without a folder, each for itself.</summary>
    public IReadOnlyList<Build> Builds { get; init; } = [];

    /// <summary>Cold starts of each.</summary>
    public int Starts { get; init; } = 10;

    /// <summary>MB; null: as the template says.</summary>
    public int? MemorySize { get; init; }

    /// <summary>Whether a function has no more CPU than its memory gives it, also while it starts.</summary>
    public bool LimitCpu { get; init; }

    /// <summary>Of every function, in place of those that it has.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>The first event; null: a request for / where an API leads to the function, else serverless.warmup.</summary>
    public string? Payload { get; init; }

    public string? JsonFile { get; init; }
}
