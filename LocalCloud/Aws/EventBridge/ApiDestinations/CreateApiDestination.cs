using System.Text.Json.Serialization;
using LocalCloud.Aws.EventBridge.Connections;

namespace LocalCloud.Aws.EventBridge.ApiDestinations;

internal sealed record CreateApiDestinationRequest
{
    public string? Name { get; init; }
    public string? Description { get; init; }
    public string? ConnectionArn { get; init; }
    public string? InvocationEndpoint { get; init; }
    public string? HttpMethod { get; init; }
    public int? InvocationRateLimitPerSecond { get; init; }
}

internal sealed record ApiDestinationResponse
{
    public required string ApiDestinationArn { get; init; }
    public required string ApiDestinationState { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset CreationTime { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset LastModifiedTime { get; init; }

    public static ApiDestinationResponse Of(EventsState state, ApiDestinationRow row) =>
        new()
        {
            ApiDestinationArn = row.Arn(state.Scope),
            ApiDestinationState = ApiDestinationRules.State(state, row),
            CreationTime = row.Created,
            LastModifiedTime = row.Modified,
        };
}

internal static class CreateApiDestination
{
    private const int Most = 3000;

    public static readonly Operation<EventsState, CreateApiDestinationRequest, ApiDestinationResponse> Definition =
        Operation<EventsState>.Define(
            "CreateApiDestination",
            EventsJson.Default.CreateApiDestinationRequest,
            EventsJson.Default.ApiDestinationResponse,
            Handle,
            Names.Simple<CreateApiDestinationRequest>(r => r.Name, "name", 64).Required(),
            Names.Description<CreateApiDestinationRequest>(r => r.Description),
            ApiDestinationRules.ConnectionArn<CreateApiDestinationRequest>(r => r.ConnectionArn).Required(),
            ConnectionRules.Endpoint<CreateApiDestinationRequest>("invocationEndpoint", r => r.InvocationEndpoint).Required(),
            Must.Member<CreateApiDestinationRequest>("httpMethod", r => r.HttpMethod).Required().Enum(ApiDestinationRules.Methods),
            Must.Member<CreateApiDestinationRequest>("invocationRateLimitPerSecond", r => r.InvocationRateLimitPerSecond).Range(1)
        );

    private static Result<ApiDestinationResponse> Handle(EventsState state, CreateApiDestinationRequest request, Context context)
    {
        if (state.ApiDestinations.GetValueOrDefault(request.Name!) is not null)
            return new AwsError("ResourceAlreadyExistsException", $"An api-destination '{request.Name}' already exists.");
        if (!ApiDestinationRules.Connection(state, request.ConnectionArn!).Ok(out _, out var error))
            return error;
        if (state.ApiDestinations.Count >= Most)
            return Errors.LimitExceeded();
        var row = new ApiDestinationRow
        {
            Name = request.Name!,
            Id = Guid.NewGuid().ToString(),
            Description = request.Description,
            ConnectionArn = request.ConnectionArn!,
            InvocationEndpoint = request.InvocationEndpoint!,
            HttpMethod = request.HttpMethod!,
            InvocationRateLimitPerSecond = request.InvocationRateLimitPerSecond,
            Created = context.Started,
            Modified = context.Started,
        };
        state.ApiDestinations.Put(context.Changes, row);
        return ApiDestinationResponse.Of(state, row);
    }
}
