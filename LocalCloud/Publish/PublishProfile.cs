namespace LocalCloud.Publish;

/// <summary>What a stack is for.</summary>
internal enum PublishProfile
{
    /// <summary>Provisioned concurrency as functions ask for it, a standby of the database, AWS's services by private endpoints.</summary>
    Production,

    /// <summary>Nothing that is paid without use and can be done without: cold starts, no standby, AWS's services by IPv6.</summary>
    Test,
}
