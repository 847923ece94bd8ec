using System.Text.RegularExpressions;
using LocalCloud.Aws.EventBridge.Connections;

namespace LocalCloud.Aws.EventBridge.ApiDestinations;

/// <summary>What the operations on API destinations share.</summary>
internal static partial class ApiDestinationRules
{
    // in the order in which AWS prints them
    public static readonly string[] Methods = ["HEAD", "POST", "PATCH", "DELETE", "PUT", "GET", "OPTIONS"];

    public static ValueMember<T> ConnectionArn<T>(Func<T, object?> get) =>
        Must.Member("connectionArn", get).Length(1, 1600).Pattern(ConnectionArnPattern());

    public static AwsError NotFound(string name) =>
        new("ResourceNotFoundException", $"Failed to describe the api-destination(s). An api-destination '{name}' does not exist.");

    public static Result<ConnectionRow> Connection(EventsState state, string arn) =>
        FindConnection(state, arn) is { } row
            ? row
            : new AwsError("ResourceNotFoundException", $"Connection '{arn.Split('/')[1]}' does not exist.");

    public static ConnectionRow? FindConnection(EventsState state, string arn) =>
        state.Connections.GetValueOrDefault(arn.Split('/')[1]) is { } row && row.Arn(state.Scope) == arn ? row : null;

    /// <summary>It can be called as long as its connection is authorized.</summary>
    public static string State(EventsState state, ApiDestinationRow row) =>
        FindConnection(state, row.ConnectionArn) is { State: ConnectionRow.Authorized } ? "ACTIVE" : "INACTIVE";

    [GeneratedRegex(@"^arn:aws([a-z]|\-)*:events:([a-z]|\d|\-)*:([0-9]{12})?:connection\/[\.\-_A-Za-z0-9]+\/[\-A-Za-z0-9]+$")]
    private static partial Regex ConnectionArnPattern();
}
