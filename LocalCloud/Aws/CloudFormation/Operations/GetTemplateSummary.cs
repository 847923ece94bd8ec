using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Operations;

internal sealed record GetTemplateSummaryRequest
{
    public string? TemplateBody { get; init; }
    public string? TemplateURL { get; init; }
    public string? StackName { get; init; }
    public string? StackSetName { get; init; }
    public string? CallAs { get; init; }
}

internal sealed record GetTemplateSummaryResponse(
    List<ParameterDeclarationShape> Parameters, string? Description, List<string> ResourceTypes, string? Version, string? Metadata);

internal sealed record ParameterConstraints(List<string>? AllowedValues);

internal sealed record ParameterDeclarationShape(
    string ParameterKey, string? DefaultValue, string ParameterType, bool NoEcho, string? Description, ParameterConstraints ParameterConstraints);

internal static class GetTemplateSummary
{
    public static readonly Operation Definition = Operation<StackState>.Define(
        "GetTemplateSummary", OperationsJson.Default.GetTemplateSummaryRequest, OperationsJson.Default.GetTemplateSummaryResponse, Handle)
        .Lacking("TemplateURL, stack sets. " + Requests.MissingInTemplates);

    private static Result<GetTemplateSummaryResponse> Handle(StackState state, GetTemplateSummaryRequest request, Context context)
    {
        if (Requests.NotSupported("GetTemplateSummary", null, ("StackSetName", request.StackSetName), ("CallAs", request.CallAs)) is { } refused) return refused;
        var stack = request.StackName is { } name ? state.Find(name) : null;
        if (stack is null && request.StackName is not null) return Requests.NoStack(request.StackName);
        if (!Requests.Template("GetTemplateSummary", stack?.Source.Template ?? request.TemplateBody, request.TemplateURL).Ok(out var body, out var error)) return error;
        if (!TemplateReader.Read(body).Ok(out var template, out error)) return error;
        return new GetTemplateSummaryResponse(
            [.. template.Parameters.Values.Select(p => new ParameterDeclarationShape(
                p.Name, p.NoEcho && p.Default is not null ? "****" : p.Default, p.Type, p.NoEcho, p.Description, new(p.AllowedValues?.ToList())))],
            template.Description,
            [.. template.Resources.Values.Select(r => r.Type).Distinct()],
            "2010-09-09",
            template.Metadata?.ToJsonString());
    }
}
