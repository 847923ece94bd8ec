namespace Aspire.Hosting;

/// <summary>
/// How a project's function is published to AWS Lambda. What is not set is as the project file's LambdaFunction item says, else the
/// default of its kind.
/// </summary>
public sealed class LambdaFunctionOptions
{
    /// <summary>Megabytes, 128 to 10240. CPU goes with them.</summary>
    public int? Memory { get; set; }

    /// <summary>Seconds, 1 to 900. An HTTP API waits for 30.</summary>
    public int? Timeout { get; set; }

    /// <summary>Environments that are kept initialized.</summary>
    public int? ProvisionedConcurrency { get; set; }

    /// <summary>Environments that it has at most, taken out of the account's.</summary>
    public int? ReservedConcurrency { get; set; }

    /// <summary>Batches of its queue that are in work at once, 2 to 1000.</summary>
    public int? MaximumConcurrency { get; set; }

    /// <summary>Messages in a batch.</summary>
    public int? BatchSize { get; set; }

    /// <summary>Callers name this alias; it leads to the version that was published last.</summary>
    public string? Alias { get; set; }

    /// <summary>False: no warm-up event every five minutes.</summary>
    public bool? WarmUp { get; set; }

    /// <summary>True: <c>{"source":"serverless.outbox"}</c> once a minute.</summary>
    public bool? Outbox { get; set; }

    /// <summary>Routes of the HTTP API that this function serves: <c>/api/webhooks/{proxy+}</c>, <c>POST /api/orders</c>.</summary>
    public IList<string> Routes { get; } = [];

    /// <summary>Configuration keys by which the project knows the queues that it works off, as <c>AWS:Resources:JobQueueUrl</c>.</summary>
    public IList<string> Queues { get; } = [];

    /// <summary>
    /// Configuration key of an event bus (or <c>default</c>) whose events, those of <see cref="EventPattern"/>, it takes.
    /// </summary>
    public string? EventBus { get; set; }

    /// <summary>JSON, as EventBridge has it.</summary>
    public string? EventPattern { get; set; }

    /// <summary><c>rate(1 hour)</c> or <c>cron(0 6 * * ? *)</c>.</summary>
    public string? Schedule { get; set; }

    /// <summary>JSON that the schedule sends.</summary>
    public string? ScheduleInput { get; set; }
}
