using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Operations;

internal sealed record ListImportsRequest(string? ExportName, string? NextToken);

internal sealed record ListImportsResponse(List<string> Imports, string? NextToken);

internal static class ListImports
{
    public static readonly Operation Definition = Operation<StackState>.Define(
        "ListImports",
        OperationsJson.Default.ListImportsRequest,
        OperationsJson.Default.ListImportsResponse,
        Handle,
        Must.Member<ListImportsRequest>("exportName", r => r.ExportName).Required()
    );

    private static Result<ListImportsResponse> Handle(StackState state, ListImportsRequest request, Context context)
    {
        var importers = state.Importers(request.ExportName!).Select(s => s.Name).Order(StringComparer.Ordinal).ToArray();
        if (importers.Length == 0)
            return TemplateError.Validation($"Export '{request.ExportName}' is not imported by any stack.");
        return TemplateError.Pages.ByOffset(importers, request.NextToken).Ok(out var page, out var error)
            ? new ListImportsResponse(page.Items, page.NextToken)
            : error;
    }
}
