namespace LocalCloud.Aws.Ssm.Operations;

internal sealed record DeleteParametersRequest(List<string>? Names);

internal sealed record DeleteParametersResponse(List<string> DeletedParameters, List<string> InvalidParameters);

internal static class DeleteParameters
{
    public static readonly Operation<SsmState, DeleteParametersRequest, DeleteParametersResponse> Definition = Operation<SsmState>.Define(
        "DeleteParameters",
        SsmJson.Default.DeleteParametersRequest,
        SsmJson.Default.DeleteParametersResponse,
        Handle,
        Must.Member<DeleteParametersRequest>("names", r => r.Names).Required().Length(1, 10)
    );

    private static Result<DeleteParametersResponse> Handle(SsmState state, DeleteParametersRequest request, Context context)
    {
        var answer = new DeleteParametersResponse([], []);
        foreach (var name in request.Names!.Distinct())
            if (state.Find(name) is { } parameter)
            {
                state.Remove(context.Changes, parameter);
                answer.DeletedParameters.Add(name);
            }
            else
                answer.InvalidParameters.Add(name);
        return answer;
    }
}
