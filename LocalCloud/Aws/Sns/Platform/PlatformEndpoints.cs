namespace LocalCloud.Aws.Sns.Platform;

internal sealed record CreatePlatformEndpointRequest(
    string? PlatformApplicationArn,
    string? Token,
    string? CustomUserData,
    Dictionary<string, string>? Attributes
);

internal sealed record EndpointRequest(string? EndpointArn);

internal sealed record EndpointResponse(string EndpointArn);

internal sealed record SetEndpointAttributesRequest(string? EndpointArn, Dictionary<string, string>? Attributes);

internal sealed record ListEndpointsRequest(string? PlatformApplicationArn, string? NextToken);

internal sealed record ListEndpointsResponse(List<ListedEndpoint> Endpoints, string? NextToken);

internal sealed record ListedEndpoint(string EndpointArn, Dictionary<string, string> Attributes);

internal static class PlatformEndpoints
{
    public static readonly Operation<SnsState, CreatePlatformEndpointRequest, EndpointResponse> Create = Operation<SnsState>.Define(
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

    public static readonly Operation<SnsState, EndpointRequest, Nothing> Delete = Operation<SnsState>.Define(
        "DeleteEndpoint",
        SnsJson.Default.EndpointRequest,
        (state, request, context) =>
        {
            if (!PlatformArns.Endpoint(state, request.EndpointArn).Ok(out var found, out var error))
                return error == PlatformArns.NoEndpoint ? Nothing.Instance : error;
            found.Application.Endpoints.Remove(found.Endpoint.Id);
            state.Put(context.Changes, found.Application);
            return Nothing.Instance;
        }
    );

    public static readonly Operation<SnsState, EndpointRequest, Operations.AttributesResponse> GetAttributes = Operation<SnsState>.Define(
        "GetEndpointAttributes",
        SnsJson.Default.EndpointRequest,
        SnsJson.Default.AttributesResponse,
        (state, request, _) =>
            PlatformArns.Endpoint(state, request.EndpointArn).Ok(out var found, out var error)
                ? new Operations.AttributesResponse(found.Endpoint.Attributes)
                : (Result<Operations.AttributesResponse>)error
    );

    public static readonly Operation<SnsState, SetEndpointAttributesRequest, Nothing> SetAttributes = Operation<SnsState>.Define(
        "SetEndpointAttributes",
        SnsJson.Default.SetEndpointAttributesRequest,
        (state, request, context) =>
        {
            if (!PlatformArns.Endpoint(state, request.EndpointArn).Ok(out var found, out var error))
                return error;
            var attributes = new Dictionary<string, string>(found.Endpoint.Attributes);
            foreach (var (name, value) in request.Attributes ?? [])
            {
                if (name is not ("Enabled" or "Token" or "CustomUserData"))
                    return SnsErrors.Invalid($"Attributes Reason: Invalid attribute name: {name}");
                attributes[name] = value;
            }
            found.Application.Endpoints[found.Endpoint.Id] = found.Endpoint with { Attributes = attributes };
            state.Put(context.Changes, found.Application);
            return Nothing.Instance;
        }
    );

    public static readonly Operation<SnsState, ListEndpointsRequest, ListEndpointsResponse> List = Operation<SnsState>.Define(
        "ListEndpointsByPlatformApplication",
        SnsJson.Default.ListEndpointsRequest,
        SnsJson.Default.ListEndpointsResponse,
        (state, request, _) =>
        {
            if (!PlatformArns.Application(state, request.PlatformApplicationArn).Ok(out var application, out var error))
                return error;
            return SnsErrors.Pages.ByKey(application.Endpoints.Values, e => e.Id, request.NextToken).Ok(out var page, out error)
                ? new ListEndpointsResponse(
                    [.. page.Items.Select(e => new ListedEndpoint(e.Arn(state.Scope, application), e.Attributes))],
                    page.NextToken
                )
                : (Result<ListEndpointsResponse>)error;
        }
    );
}
