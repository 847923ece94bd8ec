namespace LocalCloud.Aws.DynamoDb.Operations;

internal sealed record TimeToLiveSpecification(string? AttributeName, bool? Enabled);

internal sealed record UpdateTimeToLiveRequest(string? TableName, TimeToLiveSpecification? TimeToLiveSpecification);

internal sealed record UpdateTimeToLiveResponse(TimeToLiveSpecification TimeToLiveSpecification);

internal static class UpdateTimeToLive
{
    public static readonly Operation Definition = Operation<DynamoDbState>.Define(
        "UpdateTimeToLive",
        DynamoDbJson.Default.UpdateTimeToLiveRequest,
        DynamoDbJson.Default.UpdateTimeToLiveResponse,
        Handle,
        Limits.Table<UpdateTimeToLiveRequest>(r => r.TableName),
        Must.Member<UpdateTimeToLiveRequest>("timeToLiveSpecification", r => r.TimeToLiveSpecification).Required(),
        Must.Member<UpdateTimeToLiveRequest>("timeToLiveSpecification.attributeName", r =>
                r.TimeToLiveSpecification is null ? "-" : r.TimeToLiveSpecification.AttributeName
            )
            .Required()
            .Length(1, 255),
        Must.Member<UpdateTimeToLiveRequest>("timeToLiveSpecification.enabled", r =>
                r.TimeToLiveSpecification is null ? false : r.TimeToLiveSpecification.Enabled
            )
            .Required()
    );

    private static Result<UpdateTimeToLiveResponse> Handle(DynamoDbState state, UpdateTimeToLiveRequest request, Context context)
    {
        if (!state.Describe(request.TableName!).Ok(out var table, out var error))
            return error;
        var (wanted, current) = (request.TimeToLiveSpecification!, table.Definition.TimeToLiveAttribute);
        var attribute = wanted.AttributeName!;
        if (current is not null && current != attribute)
            return DynamoDbErrors.Validation($"TimeToLive is active on a different AttributeName: current AttributeName is {current}");
        if ((current is not null) == wanted.Enabled)
            return DynamoDbErrors.Validation($"TimeToLive is already {(current is null ? "disabled" : "enabled")}");
        if (table.Schema.Includes(attribute) && wanted.Enabled == true)
            return DynamoDbErrors.Validation("TimeToLive cannot be enabled on a key attribute");

        var now = wanted.Enabled == true ? attribute : null;
        state.Change(context.Changes, table, table.Definition with { TimeToLiveAttribute = now });
        table.ExpireBy(now);
        state.Timer.Schedule(table);
        return new UpdateTimeToLiveResponse(wanted);
    }
}
