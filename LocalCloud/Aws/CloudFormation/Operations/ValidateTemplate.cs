using LocalCloud.Aws.CloudFormation.Resources;
using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Operations;

internal sealed record ValidateTemplateRequest(string? TemplateBody, string? TemplateURL);

internal sealed record ValidateTemplateResponse(
    List<TemplateParameter> Parameters,
    string? Description,
    List<string>? Capabilities,
    string? CapabilitiesReason,
    List<string>? DeclaredTransforms
);

internal sealed record TemplateParameter(string ParameterKey, string? DefaultValue, bool NoEcho, string? Description);

internal static class ValidateTemplate
{
    public static readonly Operation<StackState, ValidateTemplateRequest, ValidateTemplateResponse> Definition = Templated
        .Define(
            "ValidateTemplate",
            OperationsJson.Default.ValidateTemplateRequest,
            OperationsJson.Default.ValidateTemplateResponse,
            r => (r.TemplateBody, r.TemplateURL),
            (r, body) => new(body, null),
            Handle
        )
        .Lacking(Requests.MissingInTemplates);

    private static Result<ValidateTemplateResponse> Handle(StackState state, ValidateTemplateRequest request, Context context)
    {
        if (!Requests.Template(request.TemplateBody).Ok(out var body, out var error))
            return error;
        if (!TemplateReader.ReadHead(body).Ok(out var head, out error))
            return error;
        if (head.Transforms.Count == 0)
        {
            if (!TemplateReader.Read(body).Ok(out var template, out error))
                return error;
            if (ResourceTypes.Unrecognized(template) is { } unrecognized)
                return unrecognized;
        }
        var (capabilities, reason) = Operations.Capabilities.Of(body, head);
        return new ValidateTemplateResponse(
            [.. head.Parameters.Values.Select(p => new TemplateParameter(p.Name, p.Default, p.NoEcho, p.Description))],
            head.Description,
            capabilities,
            reason,
            head.Transforms.Count == 0 ? null : [.. head.Transforms]
        );
    }
}
