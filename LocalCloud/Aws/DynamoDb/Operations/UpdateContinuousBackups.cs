namespace LocalCloud.Aws.DynamoDb.Operations;

internal sealed record PointInTimeRecoverySpecification(bool? PointInTimeRecoveryEnabled, int? RecoveryPeriodInDays);

internal sealed record UpdateContinuousBackupsRequest(
    string? TableName,
    PointInTimeRecoverySpecification? PointInTimeRecoverySpecification
);

internal static class UpdateContinuousBackups
{
    private const int LongestPeriod = 35;

    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "UpdateContinuousBackups",
        DynamoDbJson.Default.UpdateContinuousBackupsRequest,
        DynamoDbJson.Default.DescribeContinuousBackupsResponse,
        Handle,
        Limits.Table<UpdateContinuousBackupsRequest>(r => r.TableName),
        Must.Member<UpdateContinuousBackupsRequest>("pointInTimeRecoverySpecification", r => r.PointInTimeRecoverySpecification).Required(),
        Must.Within<UpdateContinuousBackupsRequest, PointInTimeRecoverySpecification>(
            "pointInTimeRecoverySpecification",
            r => r.PointInTimeRecoverySpecification,
            Must.Member<PointInTimeRecoverySpecification>("pointInTimeRecoveryEnabled", s => s.PointInTimeRecoveryEnabled).Required(),
            Must.Member<PointInTimeRecoverySpecification>("recoveryPeriodInDays", s => s.RecoveryPeriodInDays).Range(1, LongestPeriod)
        )
    );

    private static Result<DescribeContinuousBackupsResponse> Handle(
        DynamoDbState state,
        UpdateContinuousBackupsRequest request,
        Context context
    )
    {
        if (!DescribeContinuousBackups.Find(state, request.TableName!).Ok(out var table, out var error))
            return error;
        var (wanted, before) = (request.PointInTimeRecoverySpecification!, table.Definition.Recovery);
        state.Change(
            context.Changes,
            table,
            table.Definition with
            {
                Recovery =
                    wanted.PointInTimeRecoveryEnabled == true
                        ? new(before?.Since ?? context.Now, wanted.RecoveryPeriodInDays ?? before?.Days ?? LongestPeriod)
                        : null,
            }
        );
        if (table.Definition.Recovery is null)
            table.History.Clear(context.Changes);
        return new DescribeContinuousBackupsResponse(ContinuousBackupsDescription.Of(table.Definition, context.Now));
    }
}
