namespace LocalCloud.Aws.Rds.Databases;

/// <summary>The password of a database's master user: given, or made by RDS and kept in a secret.</summary>
/// <param name="Text">to be set; "" for none</param>
/// <param name="SecretArn">what has it when RDS keeps it</param>
internal sealed record MasterPassword(string Text, string? SecretArn)
{
    private static readonly MasterPassword None = new("", null);

    /// <param name="mayBeMissing">The database has one already.</param>
    public static async ValueTask<Result<MasterPassword>> OfAsync(
        RdsState state,
        DatabaseRequest asked,
        DatabaseServer server,
        bool mayBeMissing,
        CancellationToken cancellation
    )
    {
        if (server.Cluster is not null)
            return None;
        var given = asked.MasterUserPassword;
        if (asked.ManagesPassword)
        {
            if (given is not null)
                return new AwsError(
                    "InvalidParameterCombination",
                    "You can't specify MasterUserPassword when ManageMasterUserPassword is enabled."
                );
            // One that is there stays as it is: whoever has it goes on
            return server.SecretArn is { } there && mayBeMissing
                ? new MasterPassword("", there)
                : await MasterSecret.PutAsync(state, server, cancellation).ConfigureAwait(false);
        }
        if (given is null)
            return mayBeMissing || server.StandIn
                ? None
                : new AwsError("InvalidParameterValue", "The parameter MasterUserPassword must be provided and must not be blank.");
        if (server.StandIn)
            return None;
        return DatabaseRules.InvalidPassword(given) is { } invalid ? invalid : new MasterPassword(given, null);
    }

    /// <summary>Not the password: records print themselves.</summary>
    public override string ToString() => "";
}
