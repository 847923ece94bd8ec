namespace LocalCloud.Aws.Sns.Platform;

internal sealed record CreatePlatformEndpointRequest(
    string? PlatformApplicationArn,
    string? Token,
    string? CustomUserData,
    Dictionary<string, string>? Attributes
);

internal sealed record EndpointResponse(string EndpointArn);

internal static class CreatePlatformEndpoint
{
    public static readonly Operation<SnsState, CreatePlatformEndpointRequest, EndpointResponse> Definition = Operation<SnsState>.Define(
        "CreatePlatformEndpoint",
        SnsJson.Default.CreatePlatformEndpointRequest,
        SnsJson.Default.EndpointResponse,
        (state, request, context) =>
        {
            if (!PlatformArns.Application(state, request.PlatformApplicationArn).Ok(out var application, out var error))
                return error;
            if (string.IsNullOrEmpty(request.Token))
                return SnsErrors.Invalid("Token Reason: no value for required parameter");
            var attributes = new Dictionary<string, string>(request.Attributes ?? []) { ["Token"] = request.Token };
            attributes.TryAdd("Enabled", "true");
            if (request.CustomUserData is { } data)
                attributes["CustomUserData"] = data;
            if (application.Endpoints.Values.FirstOrDefault(e => e.Attributes["Token"] == request.Token) is { } known)
                return
                    known.Attributes.Count == attributes.Count && attributes.All(a => known.Attributes.GetValueOrDefault(a.Key) == a.Value)
                    ? new EndpointResponse(known.Arn(state.Scope, application))
                    : SnsErrors.Invalid(
                        $"Token Reason: Endpoint {known.Arn(state.Scope, application)} already exists with the same Token, but different "
                            + "attributes."
                    );
            var endpoint = new PlatformEndpoint(Guid.NewGuid().ToString(), attributes);
            application.Endpoints[endpoint.Id] = endpoint;
            state.Put(context.Changes, application);
            return new EndpointResponse(endpoint.Arn(state.Scope, application));
        }
    );
}
