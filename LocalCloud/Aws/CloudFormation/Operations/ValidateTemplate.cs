using LocalCloud.Aws.CloudFormation.Resources;
using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Operations;

internal sealed record ValidateTemplateRequest(string? TemplateBody, string? TemplateURL);

internal sealed record ValidateTemplateResponse(List<TemplateParameter> Parameters, string? Description);

internal sealed record TemplateParameter(string ParameterKey, string? DefaultValue, bool NoEcho, string? Description);

internal static class ValidateTemplate
{
    public static readonly Operation Definition = Operation<StackState>.Define(
        "ValidateTemplate", OperationsJson.Default.ValidateTemplateRequest, OperationsJson.Default.ValidateTemplateResponse, Handle)
        .Lacking("TemplateURL. " + Requests.MissingInTemplates);

    private static Result<ValidateTemplateResponse> Handle(StackState state, ValidateTemplateRequest request, Context context)
    {
        if (!Requests.Template("ValidateTemplate", request.TemplateBody, request.TemplateURL).Ok(out var body, out var error)) return error;
        if (!TemplateReader.Read(body).Ok(out var template, out error)) return error;
        if (ResourceTypes.Unrecognized(template) is { } unrecognized) return unrecognized;
        return new ValidateTemplateResponse(
            [.. template.Parameters.Values.Select(p => new TemplateParameter(p.Name, p.Default, p.NoEcho, p.Description))], template.Description);
    }
}
