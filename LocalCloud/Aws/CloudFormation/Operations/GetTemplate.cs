using LocalCloud.Aws.CloudFormation.Deployment;
using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Operations;

internal sealed record GetTemplateRequest(string? StackName, string? ChangeSetName, string? TemplateStage);

internal sealed record GetTemplateResponse(string TemplateBody, List<string> StagesAvailable);

internal static class GetTemplate
{
    public static readonly Operation Definition = Operation<StackState>.Define(
        "GetTemplate",
        OperationsJson.Default.GetTemplateRequest,
        OperationsJson.Default.GetTemplateResponse,
        Handle,
        Must.Member<GetTemplateRequest>("templateStage", r => r.TemplateStage).Enum("Original", "Processed")
    );

    private static Result<GetTemplateResponse> Handle(StackState state, GetTemplateRequest request, Context context)
    {
        if (!ChangeSets.Find(state, request.StackName, request.ChangeSetName).Ok(out var found, out var error))
            return error;
        var source = found.ChangeSet?.Source ?? found.Stack.Source;
        if (request.TemplateStage != "Processed" || (source.Expanded is null && source.Declared is not { Transforms.Count: > 0 }))
            return new GetTemplateResponse(source.Template, ["Original", "Processed"]);
        return Plan.Make(source, found.Stack.Name, found.Stack.StackId, state.Scope).Ok(out var plan, out error)
            ? new GetTemplateResponse(plan.Template.Processed.ToJsonString(), ["Original", "Processed"])
            : error;
    }
}
