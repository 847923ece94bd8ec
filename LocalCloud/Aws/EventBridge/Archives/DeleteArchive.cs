namespace LocalCloud.Aws.EventBridge.Archives;

internal sealed record DeleteArchiveRequest(string? ArchiveName);

internal static class DeleteArchive
{
    public static readonly Operation<EventsState, DeleteArchiveRequest, Nothing> Definition = Operation<EventsState>.Define(
        "DeleteArchive",
        EventsJson.Default.DeleteArchiveRequest,
        Handle,
        Names.Simple<DeleteArchiveRequest>(r => r.ArchiveName, "archiveName", 48).Required()
    );

    private static Result<Nothing> Handle(EventsState state, DeleteArchiveRequest request, Context context)
    {
        if (!ArchiveRules.Find(state, context.Changes, request.ArchiveName!).Ok(out var archive, out var error))
            return error;
        archive.Clear(context.Changes);
        if (state.Buses.GetValueOrDefault(archive.Row.Bus)?.Rules.GetValueOrDefault(Archive.RuleName(archive.Name)) is { } rule)
            state.Delete(context.Changes, rule);
        state.Delete(context.Changes, archive);
        return Nothing.Instance;
    }
}
