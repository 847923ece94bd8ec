namespace LocalCloud.Aws.ApiGateway.Stages;

internal static class UpdateStage
{
    public static readonly Operation<ApiGatewayState, StageInput, Stage> Definition = Operation<ApiGatewayState>
        .Define("UpdateStage", ApiGatewayJson.Default.StageInput, ApiGatewayJson.Default.Stage, Handle, StageInput.Limits)
        .Http("PATCH /v2/apis/{apiId}/stages/{stageName}")
        .Lacking("throttling, metrics and access logs are stored without effect");

    private static Result<Stage> Handle(ApiGatewayState state, StageInput request, Context context)
    {
        if (!state.FindStage(request.ApiId, request.StageName).Ok(out var found, out var error))
            return error;
        var stage = request.Onto(found.Stage) with { LastUpdatedDate = context.Now };
        if (StageRules.Check(found.Api, request, stage) is { } refused)
            return refused;
        state.Put(context.Changes, found.Api, stage);
        if (stage.AutoDeploy == true && found.Stage.AutoDeploy != true)
            state.Deploy(context.Changes, found.Api);
        return found.Api.Stages[stage.StageName];
    }
}
