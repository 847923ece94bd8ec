namespace LocalCloud.Aws.EventBridge.Archives;

internal sealed record UpdateArchiveRequest(
    string? ArchiveName,
    string? Description,
    string? EventPattern,
    int? RetentionDays,
    string? KmsKeyIdentifier
);

internal static class UpdateArchive
{
    public static readonly Operation<EventsState, UpdateArchiveRequest, ArchiveResponse> Definition = Operation<EventsState>.Define(
        "UpdateArchive",
        EventsJson.Default.UpdateArchiveRequest,
        EventsJson.Default.ArchiveResponse,
        Handle,
        Names.Simple<UpdateArchiveRequest>(r => r.ArchiveName, "archiveName", 48).Required(),
        Names.Description<UpdateArchiveRequest>(r => r.Description),
        Must.Member<UpdateArchiveRequest>("eventPattern", r => r.EventPattern).Length(0, 4096),
        Must.Member<UpdateArchiveRequest>("retentionDays", r => r.RetentionDays).Range(0),
        Names.KmsKey<UpdateArchiveRequest>(r => r.KmsKeyIdentifier)
    );

    // what is not given stays as it is
    private static Result<ArchiveResponse> Handle(EventsState state, UpdateArchiveRequest request, Context context)
    {
        if (!ArchiveRules.Find(state, context.Changes, request.ArchiveName!).Ok(out var archive, out var error))
            return error;
        if (ArchiveRules.CheckPattern(request.EventPattern) is { } invalid)
            return invalid;
        archive.Row = archive.Row with
        {
            Description = request.Description ?? archive.Row.Description,
            EventPattern = request.EventPattern is { } pattern
                ? pattern.Length == 0
                    ? null
                    : pattern
                : archive.Row.EventPattern,
            RetentionDays = request.RetentionDays ?? archive.Row.RetentionDays,
            KmsKeyIdentifier = request.KmsKeyIdentifier is { } key
                ? key.Length == 0
                    ? null
                    : key
                : archive.Row.KmsKeyIdentifier,
        };
        archive.Expire(context.Changes, context.Now);
        state.Put(context.Changes, archive);
        ArchiveRules.PutRule(state, context.Changes, archive);
        return new ArchiveResponse(archive.Arn, ArchiveRules.Enabled, null, archive.Row.Created);
    }
}
