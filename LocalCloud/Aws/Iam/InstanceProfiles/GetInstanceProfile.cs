namespace LocalCloud.Aws.Iam.InstanceProfiles;

internal static class GetInstanceProfile
{
    public static readonly Operation<IamState, InstanceProfileRequest, InstanceProfileResponse> Definition = IamService.Define(
        "GetInstanceProfile",
        IamJson.Default.InstanceProfileRequest,
        IamJson.Default.InstanceProfileResponse,
        Handle,
        Kinds.InstanceProfile.Named<InstanceProfileRequest>(r => r.InstanceProfileName)
    );

    private static Result<InstanceProfileResponse> Handle(IamState state, InstanceProfileRequest request, Context context) =>
        state.Profile(request.InstanceProfileName!).Ok(out var profile, out var error)
            ? new InstanceProfileResponse(InstanceProfileShape.Of(state, profile))
            : error;
}
