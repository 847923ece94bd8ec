using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Operations;

internal sealed record DescribeAccountLimitsRequest(string? NextToken);

internal sealed record AccountLimit(string Name, int Value);

internal sealed record DescribeAccountLimitsResponse(List<AccountLimit> AccountLimits, string? NextToken);

internal sealed record EstimateTemplateCostRequest(string? TemplateBody, string? TemplateURL, List<ParameterShape>? Parameters);

internal sealed record EstimateTemplateCostResponse(string Url);

internal static class DescribeAccountLimits
{
    public static readonly Operation Definition = Operation<StackState>.Define(
        "DescribeAccountLimits",
        OperationsJson.Default.DescribeAccountLimitsRequest,
        OperationsJson.Default.DescribeAccountLimitsResponse,
        (_, _, _) =>
            new DescribeAccountLimitsResponse(
                [new("StackLimit", 2000), new("StackOutputsLimit", 200), new("ConcurrentResourcesLimit", 2500)],
                null
            )
    );
}

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
