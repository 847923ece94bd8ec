namespace LocalCloud.Aws.ApiGateway.Stages;

internal static class CreateStage
{
    public static readonly Operation<ApiGatewayState, StageInput, Stage> Definition = Operation<ApiGatewayState>
        .Define(
            "CreateStage",
            ApiGatewayJson.Default.StageInput,
            ApiGatewayJson.Default.Stage,
            Handle,
            [Must.Member<StageInput>("stageName", r => r.StageName).Required().Length(1, 128), .. StageInput.Limits]
        )
        .Http("POST /v2/apis/{apiId}/stages", status: 201)
        .Lacking("throttling, metrics and access logs are stored without effect");

    private static Result<Stage> Handle(ApiGatewayState state, StageInput request, Context context)
    {
        if (!state.Find(request.ApiId).Ok(out var entry, out var error))
            return error;
        if (entry.Stages.ContainsKey(request.StageName!))
            return Errors.Conflict("Stage already exists");
        var stage = request.Onto(Stage.New(request.StageName!, context.Now));
        if (StageRules.Check(entry, request, stage) is { } refused)
            return refused;
        state.Put(context.Changes, entry, stage);
        if (stage.AutoDeploy == true)
            state.Deploy(context.Changes, entry);
        return entry.Stages[stage.StageName];
    }
}
