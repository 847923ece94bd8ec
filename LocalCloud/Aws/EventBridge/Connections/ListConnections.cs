using System.Text.Json.Serialization;

namespace LocalCloud.Aws.EventBridge.Connections;

internal sealed record ListConnectionsRequest(string? NamePrefix, string? ConnectionState, string? NextToken, int? Limit);

internal sealed record ListConnectionsResponse(List<ListedConnection> Connections, string? NextToken);

internal sealed record ListedConnection
{
    public required string ConnectionArn { get; init; }
    public required string Name { get; init; }
    public required string ConnectionState { get; init; }
    public string? StateReason { get; init; }
    public required string AuthorizationType { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset CreationTime { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset LastModifiedTime { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset? LastAuthorizedTime { get; init; }
}

internal static class ListConnections
{
    public static readonly Operation<EventsState, ListConnectionsRequest, ListConnectionsResponse> Definition =
        Operation<EventsState>.Define(
            "ListConnections",
            EventsJson.Default.ListConnectionsRequest,
            EventsJson.Default.ListConnectionsResponse,
            Handle,
            Names.Simple<ListConnectionsRequest>(r => r.NamePrefix, "namePrefix", 64),
            Must.Member<ListConnectionsRequest>("connectionState", r => r.ConnectionState).Enum(ConnectionRow.States),
            Names.NextToken<ListConnectionsRequest>(r => r.NextToken),
            Names.Limit<ListConnectionsRequest>(r => r.Limit)
        );

    private static Result<ListConnectionsResponse> Handle(EventsState state, ListConnectionsRequest request, Context context)
    {
        var rows = state.Connections.Values.Where(r =>
            r.Name.StartsWith(request.NamePrefix ?? "", StringComparison.Ordinal) && (request.ConnectionState ?? r.State) == r.State
        );
        return Names.Pages.ByKey(rows, r => r.Name, request.NextToken, request.Limit).Ok(out var page, out var error)
            ? new ListConnectionsResponse([.. page.Items.Select(row => Listed(state, row))], page.NextToken)
            : error;
    }

    private static ListedConnection Listed(EventsState state, ConnectionRow row) =>
        new()
        {
            ConnectionArn = row.Arn(state.Scope),
            Name = row.Name,
            ConnectionState = row.State,
            StateReason = row.StateReason,
            AuthorizationType = row.AuthorizationType,
            CreationTime = row.Created,
            LastModifiedTime = row.Modified,
            LastAuthorizedTime = row.LastAuthorized,
        };
}
