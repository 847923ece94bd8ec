namespace LocalCloud.Aws.Ssm.Operations;

internal sealed record DeleteParameterRequest(string? Name);

internal static class DeleteParameter
{
    public static readonly Operation<SsmState, DeleteParameterRequest, Nothing> Definition = Operation<SsmState>.Define(
        "DeleteParameter",
        SsmJson.Default.DeleteParameterRequest,
        Handle,
        Must.Member<DeleteParameterRequest>("name", r => r.Name).Required().Length(1, 2048)
    );

    private static Result<Nothing> Handle(SsmState state, DeleteParameterRequest request, Context context)
    {
        if (state.Find(request.Name!) is not { } parameter)
            return Errors.NotFound;
        state.Remove(context.Changes, parameter);
        return Nothing.Instance;
    }
}
