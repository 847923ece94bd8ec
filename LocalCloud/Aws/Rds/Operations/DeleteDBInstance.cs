using LocalCloud.Aws.Rds.Databases;

namespace LocalCloud.Aws.Rds.Operations;

internal sealed record DeleteDBInstanceRequest(
    string? DBInstanceIdentifier,
    bool? SkipFinalSnapshot,
    string? FinalDBSnapshotIdentifier,
    bool? DeleteAutomatedBackups
);

internal static class DeleteDBInstance
{
    public static readonly Operation<RdsState, DeleteDBInstanceRequest, DBInstanceResponse> Definition = Operation<RdsState>.DefineAsync(
        "DeleteDBInstance",
        RdsJson.Default.DeleteDBInstanceRequest,
        RdsJson.Default.DBInstanceResponse,
        DeleteAsync,
        Must.Member<DeleteDBInstanceRequest>("dBInstanceIdentifier", r => r.DBInstanceIdentifier).Required()
    );

    private static async ValueTask<Result<DBInstanceResponse>> DeleteAsync(RdsState state, DeleteDBInstanceRequest request, Context context)
    {
        if (context.Host.Read(state, s => s.Find(request.DBInstanceIdentifier!, cluster: false)) is not { } server)
            return DatabaseRules.NotFound(request.DBInstanceIdentifier!, cluster: false);
        var skips = request.SkipFinalSnapshot == true || server.Cluster is not null;
        if (skips && request.FinalDBSnapshotIdentifier is not null)
            return new AwsError(
                "InvalidParameterCombination",
                "FinalDBSnapshotIdentifier can not be specified when deleting a cluster instance or when SkipFinalSnapshot is specified"
            );
        if (!skips && request.FinalDBSnapshotIdentifier is null)
            return new AwsError(
                "InvalidParameterCombination",
                "FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified."
            );
        var answer = context.Host.Read(state, s => DBInstanceShape.Of(s, server, "deleting"));
        var deleted = await DeleteDatabase
            .RunAsync(state, server, request.FinalDBSnapshotIdentifier, context.Cancellation)
            .ConfigureAwait(false);
        return deleted.Error is { } error ? error : new DBInstanceResponse(answer);
    }
}
