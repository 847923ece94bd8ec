namespace LocalCloud.Aws.Ssm.Operations;

internal sealed record UnlabelResponse(List<string> RemovedLabels, List<string> InvalidLabels);

internal static class UnlabelParameterVersion
{
    public static readonly Operation<SsmState, LabelRequest, UnlabelResponse> Definition = Operation<SsmState>.Define(
        "UnlabelParameterVersion",
        SsmJson.Default.LabelRequest,
        SsmJson.Default.UnlabelResponse,
        Handle,
        Must.Member<LabelRequest>("name", r => r.Name).Required().Length(1, 2048),
        Must.Member<LabelRequest>("parameterVersion", r => r.ParameterVersion).Required(),
        Must.Member<LabelRequest>("labels", r => r.Labels).Required().Length(1, 10)
    );

    private static Result<UnlabelResponse> Handle(SsmState state, LabelRequest request, Context context)
    {
        if (state.Find(request.Name!) is not { } parameter)
            return Errors.NotFound;
        if (parameter.Versions.Find(v => v.Version == request.ParameterVersion) is not { } version)
            return Errors.VersionNotFound($"{request.ParameterVersion}", parameter.Name);
        var labels = request.Labels!.Distinct().ToLookup(version.Labels.Contains);
        var answer = new UnlabelResponse([.. labels[true]], [.. labels[false]]);
        version.Labels.RemoveAll(answer.RemovedLabels.Contains);
        state.Put(context.Changes, parameter);
        return answer;
    }
}
