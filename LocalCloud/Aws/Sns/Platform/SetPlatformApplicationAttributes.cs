namespace LocalCloud.Aws.Sns.Platform;

internal sealed record SetPlatformApplicationAttributesRequest(string? PlatformApplicationArn, Dictionary<string, string>? Attributes);

internal static class SetPlatformApplicationAttributes
{
    public static readonly Operation<SnsState, SetPlatformApplicationAttributesRequest, Nothing> Definition = Operation<SnsState>.Define(
        "SetPlatformApplicationAttributes",
        SnsJson.Default.SetPlatformApplicationAttributesRequest,
        (state, request, context) =>
        {
            if (!PlatformArns.Application(state, request.PlatformApplicationArn).Ok(out var application, out var error))
                return error;
            var attributes = new Dictionary<string, string>(application.Attributes);
            foreach (var (name, value) in request.Attributes ?? [])
                if (!PlatformApplications.Secrets.Contains(name))
                    attributes[name] = value;
            state.Put(context.Changes, application with { Attributes = attributes });
            return Nothing.Instance;
        }
    );
}
