using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Operations;

internal sealed record ListExportsRequest(string? NextToken);

internal sealed record ListExportsResponse(List<ExportShape> Exports, string? NextToken);

internal sealed record ExportShape(string ExportingStackId, string Name, string Value);

internal static class ListExports
{
    public static readonly Operation Definition = Operation<StackState>.Define(
        "ListExports",
        OperationsJson.Default.ListExportsRequest,
        OperationsJson.Default.ListExportsResponse,
        Handle
    );

    private static Result<ListExportsResponse> Handle(StackState state, ListExportsRequest request, Context context)
    {
        var exports = state
            .All.Where(s => s.Status != StackStatus.DeleteComplete)
            .SelectMany(s => s.Outputs.Where(o => o.ExportName is not null).Select(o => new ExportShape(s.StackId, o.ExportName!, o.Value)))
            .OrderBy(e => e.Name, StringComparer.Ordinal);
        return TemplateError.Pages.ByOffset(exports, request.NextToken).Ok(out var page, out var error)
            ? new ListExportsResponse(page.Items, page.NextToken)
            : error;
    }
}
