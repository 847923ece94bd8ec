namespace LocalCloud.Aws.Iam.InstanceProfiles;

internal static class CreateInstanceProfile
{
    public static readonly Operation<IamState, InstanceProfileRequest, InstanceProfileResponse> Definition = IamService
        .Define(
            "CreateInstanceProfile",
            IamJson.Default.InstanceProfileRequest,
            IamJson.Default.InstanceProfileResponse,
            Handle,
            Kinds.InstanceProfile.Named<InstanceProfileRequest>(r => r.InstanceProfileName)
        )
        .Lacking("Tags are not kept");

    private static Result<InstanceProfileResponse> Handle(IamState state, InstanceProfileRequest request, Context context)
    {
        if (state.Profiles.ContainsKey(request.InstanceProfileName!))
            return new AwsError("EntityAlreadyExists", $"Instance Profile {request.InstanceProfileName} already exists.", 409);
        var path = request.Path ?? "/";
        var profile = new InstanceProfile
        {
            InstanceProfileName = request.InstanceProfileName!,
            InstanceProfileId = IamState.NewId("AIPA"),
            Path = path,
            Arn = state.Arn("instance-profile", path, request.InstanceProfileName!),
            CreateDate = context.Now,
        };
        state.Put(context.Changes, profile);
        return new InstanceProfileResponse(InstanceProfileShape.Of(state, profile));
    }
}
