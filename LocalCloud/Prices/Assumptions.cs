namespace LocalCloud.Prices;

/// <summary>What a request is thought to do where nothing was measured: the same wherever a month is estimated.</summary>
internal static class Assumptions
{
    /// <summary>Of all requests: those that send a message and an event, read an item and write one.</summary>
    public const decimal MessageShare = 0.20m;

    /// <summary>Of all requests: those to functions of routes of their own.</summary>
    public const decimal RouteShare = 0.05m;

    /// <summary>Of a message: sent, received and deleted.</summary>
    public const decimal RequestsPerMessage = 3;

    /// <summary>Seconds that a warm request takes.</summary>
    public const decimal HttpSeconds = 0.05m;

    /// <summary>Seconds that a message takes to be worked off.</summary>
    public const decimal MessageSeconds = 0.5m;

    /// <summary>KB that an invocation logs.</summary>
    public const decimal LogKilobytes = 2;

    /// <summary>Of all invocations: those that are traced.</summary>
    public const decimal TracedShare = 0.05m;
}
