namespace LocalCloud.Aws.Metering;

internal enum CallerKind
{
    /// <summary>Somebody outside: a developer's process, a test, a tool.</summary>
    Client,

    /// <summary>The code of a function, with its role's credentials.</summary>
    Function,

    /// <summary>Credentials that AssumeRole has given.</summary>
    Session,

    /// <summary>Lambda's pollers, which read a function's source with the function's role.</summary>
    Poller,

    /// <summary>What Lambda does with a function's role beside: its logs, its destinations and dead-letter queues.</summary>
    Runtime,

    /// <summary>A service that delivers: a rule, a topic, a schedule.</summary>
    Service,
}

/// <summary>Who makes a call, and by which role.</summary>
/// <param name="Function">its name; of a session the function that assumed the role</param>
/// <param name="Role">ARN</param>
internal sealed record Caller(CallerKind Kind, string? Function = null, string? Role = null)
{
    public static readonly Caller Client = new(CallerKind.Client);

    public static readonly Caller Service = new(CallerKind.Service);

    /// <summary>A service that acts with a role that it was given, as a schedule does.</summary>
    public static Caller By(string? role) => role is null ? Service : new(CallerKind.Service, null, role);
}
