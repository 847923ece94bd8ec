using System.Text.Json.Serialization;

namespace LocalCloud.Aws.EventBridge.Archives;

internal sealed record CreateArchiveRequest(
    string? ArchiveName,
    string? EventSourceArn,
    string? Description,
    string? EventPattern,
    int? RetentionDays,
    string? KmsKeyIdentifier
);

internal sealed record ArchiveResponse(
    string ArchiveArn,
    string State,
    string? StateReason,
    [property: JsonConverter(typeof(EpochSeconds))] DateTimeOffset CreationTime
);

internal static class CreateArchive
{
    public static readonly Operation<EventsState, CreateArchiveRequest, ArchiveResponse> Definition = Operation<EventsState>.Define(
        "CreateArchive",
        EventsJson.Default.CreateArchiveRequest,
        EventsJson.Default.ArchiveResponse,
        Handle,
        Names.Simple<CreateArchiveRequest>(r => r.ArchiveName, "archiveName", 48).Required(),
        Names.ResourceArn<CreateArchiveRequest>(r => r.EventSourceArn, "eventSourceArn").Required(),
        Names.Description<CreateArchiveRequest>(r => r.Description),
        Must.Member<CreateArchiveRequest>("eventPattern", r => r.EventPattern).Length(0, 4096),
        Must.Member<CreateArchiveRequest>("retentionDays", r => r.RetentionDays).Range(0),
        Names.KmsKey<CreateArchiveRequest>(r => r.KmsKeyIdentifier)
    );

    private static Result<ArchiveResponse> Handle(EventsState state, CreateArchiveRequest request, Context context)
    {
        if (state.Archives.ContainsKey(request.ArchiveName!))
            return new AwsError("ResourceAlreadyExistsException", $"Archive {request.ArchiveName} already exists.");
        if (!Names.FindBus(state, request.EventSourceArn).Ok(out var bus, out var error))
            return error;
        if (ArchiveRules.CheckPattern(request.EventPattern) is { } invalid)
            return invalid;
        if (state.Archives.Count >= ArchiveRules.Most)
            return Errors.LimitExceeded();
        var archive = new Archive(
            state,
            new ArchiveRow
            {
                Name = request.ArchiveName!,
                EventSourceArn = request.EventSourceArn!,
                Bus = bus.Name,
                Description = request.Description,
                EventPattern = string.IsNullOrEmpty(request.EventPattern) ? null : request.EventPattern,
                RetentionDays = request.RetentionDays ?? 0,
                KmsKeyIdentifier = request.KmsKeyIdentifier,
                Created = context.Now,
                Id = Guid.NewGuid().ToString(),
            }
        );
        state.Put(context.Changes, archive);
        ArchiveRules.PutRule(state, context.Changes, archive);
        return new ArchiveResponse(archive.Arn, ArchiveRules.Enabled, null, archive.Row.Created);
    }
}
