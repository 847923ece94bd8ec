namespace Platform.Outages;

/// <summary>What a service needs and cannot do without, and what can be away for a while.</summary>
public enum Dependency
{
    /// <summary>PostgreSQL.</summary>
    Database,

    /// <summary>Redis.</summary>
    Cache,

    /// <summary>SQS.</summary>
    Queue,

    /// <summary>EventBridge.</summary>
    Bus,

    /// <summary>S3.</summary>
    Files,

    /// <summary>SES.</summary>
    Mail,

    /// <summary>DynamoDB.</summary>
    Sessions,

    /// <summary>Something else on the network.</summary>
    Other,
}
