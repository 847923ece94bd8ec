using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Operations;

internal sealed record EstimateTemplateCostRequest(string? TemplateBody, string? TemplateURL, List<ParameterShape>? Parameters);

internal sealed record EstimateTemplateCostResponse(string Url);

internal static class EstimateTemplateCost
{
    public static readonly Operation<StackState, EstimateTemplateCostRequest, EstimateTemplateCostResponse> Definition = Templated
        .Define(
            "EstimateTemplateCost",
            OperationsJson.Default.EstimateTemplateCostRequest,
            OperationsJson.Default.EstimateTemplateCostResponse,
            r => (r.TemplateBody, r.TemplateURL),
            (r, body) => r with { TemplateBody = body, TemplateURL = null },
            Handle
        )
        .Lacking("the address of AWS's calculator, which knows nothing of the template");

    private static Result<EstimateTemplateCostResponse> Handle(StackState state, EstimateTemplateCostRequest request, Context context)
    {
        if (!Requests.Template(request.TemplateBody).Ok(out var body, out var error))
            return error;
        return TemplateReader.ReadHead(body).Ok(out _, out error)
            ? new EstimateTemplateCostResponse($"http://calculator.s3.amazonaws.com/calc5.html?key=cloudformation/{Guid.NewGuid()}")
            : error;
    }
}
