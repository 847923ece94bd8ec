using System.Text.Json.Serialization;

namespace LocalCloud.Aws.EventBridge.Archives;

internal sealed record ListArchivesRequest(string? NamePrefix, string? EventSourceArn, string? State, string? NextToken, int? Limit);

internal sealed record ListArchivesResponse(List<ListedArchive> Archives, string? NextToken);

internal sealed record ListedArchive(
    string ArchiveName,
    string EventSourceArn,
    string State,
    int RetentionDays,
    long SizeBytes,
    long EventCount,
    [property: JsonConverter(typeof(EpochSeconds))] DateTimeOffset CreationTime
);

internal static class ListArchives
{
    public static readonly Operation<EventsState, ListArchivesRequest, ListArchivesResponse> Definition = Operation<EventsState>.Define(
        "ListArchives",
        EventsJson.Default.ListArchivesRequest,
        EventsJson.Default.ListArchivesResponse,
        Handle,
        Names.Simple<ListArchivesRequest>(r => r.NamePrefix, "namePrefix", 48),
        Names.ResourceArn<ListArchivesRequest>(r => r.EventSourceArn, "eventSourceArn"),
        Must.Member<ListArchivesRequest>("state", r => r.State).Enum(ArchiveRules.States),
        Names.NextToken<ListArchivesRequest>(r => r.NextToken),
        Names.Limit<ListArchivesRequest>(r => r.Limit)
    );

    private static Result<ListArchivesResponse> Handle(EventsState state, ListArchivesRequest request, Context context)
    {
        if (new[] { request.NamePrefix, request.EventSourceArn, request.State }.Count(filter => filter is not null) > 1)
            return Errors.Invalid("At most one filter is allowed for ListArchives. Use either : State, EventSourceArn, or NamePrefix.");
        var archives = state
            .Archives.Values.Where(a =>
                a.Name.StartsWith(request.NamePrefix ?? "", StringComparison.Ordinal)
                && (request.EventSourceArn is null || a.Row.EventSourceArn == request.EventSourceArn)
                && request.State is null or ArchiveRules.Enabled
            )
            .ToList();
        foreach (var archive in archives)
            archive.Expire(context.Changes, context.Now);
        return Names.Pages.ByKey(archives, a => a.Name, request.NextToken, request.Limit).Ok(out var page, out var error)
            ? new ListArchivesResponse([.. page.Items.Select(Listed)], page.NextToken)
            : error;
    }

    private static ListedArchive Listed(Archive archive) =>
        new(
            archive.Name,
            archive.Row.EventSourceArn,
            ArchiveRules.Enabled,
            archive.Row.RetentionDays,
            archive.SizeBytes,
            archive.EventCount,
            archive.Row.Created
        );
}
