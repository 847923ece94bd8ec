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
    public TemplateSummaryConfig? TemplateSummaryConfig { get; init; }
}

internal sealed record GetTemplateSummaryResponse(
    List<ParameterDeclarationShape> Parameters,
    string? Description,
    List<string>? Capabilities,
    string? CapabilitiesReason,
    List<string> ResourceTypes,
    string? Version,
    string? Metadata,
    List<string>? DeclaredTransforms,
    List<ResourceIdentifierSummary> ResourceIdentifierSummaries,
    Warnings? Warnings
);

internal sealed record ResourceIdentifierSummary(string ResourceType, List<string> LogicalResourceIds, List<string> ResourceIdentifiers);

internal sealed record TemplateSummaryConfig(bool? TreatUnrecognizedResourceTypesAsWarnings);

internal sealed record Warnings(List<string> UnrecognizedResourceTypes);

internal sealed record ParameterConstraints(List<string>? AllowedValues);

internal sealed record ParameterDeclarationShape(
    string ParameterKey,
    string? DefaultValue,
    string ParameterType,
    bool NoEcho,
    string? Description,
    ParameterConstraints ParameterConstraints
);

internal static class GetTemplateSummary
{
    public static readonly Operation<StackState, GetTemplateSummaryRequest, GetTemplateSummaryResponse> Definition = Templated
        .Define(
            "GetTemplateSummary",
            OperationsJson.Default.GetTemplateSummaryRequest,
            OperationsJson.Default.GetTemplateSummaryResponse,
            r => (r.TemplateBody, r.TemplateURL),
            (r, body) => r with { TemplateBody = body, TemplateURL = null },
            Handle
        )
        .Lacking("stack sets. " + Requests.MissingInTemplates);

    private static Result<GetTemplateSummaryResponse> Handle(StackState state, GetTemplateSummaryRequest request, Context context)
    {
        if (
            Requests.NotSupported("GetTemplateSummary", null, ("StackSetName", request.StackSetName), ("CallAs", request.CallAs)) is
            { } refused
        )
            return refused;
        var stack = request.StackName is { } name ? state.Find(name) : null;
        if (stack is null && request.StackName is not null)
            return Requests.NoStack(request.StackName);
        if (!Requests.Template(stack?.Source.Template ?? request.TemplateBody).Ok(out var body, out var error))
            return error;
        if (!TemplateReader.ReadHead(body).Ok(out var template, out error))
            return error;
        var (capabilities, reason) = Operations.Capabilities.Of(body, template);
        var unknown =
            template.Transforms.Count > 0 ? [] : template.ResourceTypes.Where(type => Resources.ResourceTypes.Find(type) is null).ToList();
        return new GetTemplateSummaryResponse(
            [
                .. template.Parameters.Values.Select(p => new ParameterDeclarationShape(
                    p.Name,
                    p.NoEcho && p.Default is not null ? "****" : p.Default,
                    p.Type,
                    p.NoEcho,
                    p.Description,
                    new(p.AllowedValues?.ToList())
                )),
            ],
            template.Description,
            capabilities,
            reason,
            [.. template.ResourceTypes],
            "2010-09-09",
            template.Metadata?.ToJsonString(),
            template.Transforms.Count == 0 ? null : [.. template.Transforms],
            Identifiers(body),
            request.TemplateSummaryConfig?.TreatUnrecognizedResourceTypesAsWarnings == true && unknown.Count > 0 ? new(unknown) : null
        );
    }

    /// <summary>By which properties a resource that is there could be imported.</summary>
    private static List<ResourceIdentifierSummary> Identifiers(string body) =>
        TemplateReader.Read(body).Ok(out var template, out _)
            ?
            [
                .. template
                    .Resources.Values.GroupBy(r => r.Type)
                    .Where(g => Resources.Identifiers.Of(g.Key) is not null)
                    .Select(g => new ResourceIdentifierSummary(
                        g.Key,
                        [.. g.Select(r => r.LogicalId)],
                        [.. Resources.Identifiers.Of(g.Key)!]
                    )),
            ]
            : [];
}
