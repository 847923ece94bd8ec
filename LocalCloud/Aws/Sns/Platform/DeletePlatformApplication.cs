namespace LocalCloud.Aws.Sns.Platform;

internal static class DeletePlatformApplication
{
    public static readonly Operation<SnsState, PlatformApplicationRequest, Nothing> Definition = Operation<SnsState>.Define(
        "DeletePlatformApplication",
        SnsJson.Default.PlatformApplicationRequest,
        (state, request, context) =>
        {
            if (PlatformArns.Application(state, request.PlatformApplicationArn).Ok(out var application, out var error))
                state.Delete(context.Changes, application);
            return error is null || error == PlatformArns.NoApplication ? Nothing.Instance : error;
        }
    );
}
