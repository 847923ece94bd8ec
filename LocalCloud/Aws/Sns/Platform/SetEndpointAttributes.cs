namespace LocalCloud.Aws.Sns.Platform;

internal sealed record SetEndpointAttributesRequest(string? EndpointArn, Dictionary<string, string>? Attributes);

internal static class SetEndpointAttributes
{
    public static readonly Operation<SnsState, SetEndpointAttributesRequest, Nothing> Definition = Operation<SnsState>.Define(
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
}
