namespace LocalCloud.Aws.Iam.InstanceProfiles;

internal static class DeleteInstanceProfile
{
    public static readonly Operation<IamState, InstanceProfileRequest, Nothing> Definition = IamService.Define(
        "DeleteInstanceProfile",
        IamJson.Default.InstanceProfileRequest,
        Handle,
        Kinds.InstanceProfile.Named<InstanceProfileRequest>(r => r.InstanceProfileName)
    );

    private static Result<Nothing> Handle(IamState state, InstanceProfileRequest request, Context context)
    {
        if (!state.Profile(request.InstanceProfileName!).Ok(out var profile, out var error))
            return error;
        if (profile.Roles.Count > 0)
            return DeleteConflict.Of("remove roles from instance profile");
        state.Delete(context.Changes, profile);
        return Nothing.Instance;
    }
}
