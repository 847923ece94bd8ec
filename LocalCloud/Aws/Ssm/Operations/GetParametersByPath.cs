namespace LocalCloud.Aws.Ssm.Operations;

internal sealed record GetParametersByPathRequest(
    string? Path,
    bool? Recursive,
    List<ParameterStringFilter>? ParameterFilters,
    bool? WithDecryption,
    int? MaxResults,
    string? NextToken
);

internal sealed record GetParametersByPathResponse(List<ParameterShape> Parameters, string? NextToken);

internal static class GetParametersByPath
{
    public static readonly Operation<SsmState, GetParametersByPathRequest, GetParametersByPathResponse> Definition =
        Operation<SsmState>.Define(
            "GetParametersByPath",
            SsmJson.Default.GetParametersByPathRequest,
            SsmJson.Default.GetParametersByPathResponse,
            Handle,
            Must.Member<GetParametersByPathRequest>("path", r => r.Path).Required().Length(1, 2048),
            Must.Each<GetParametersByPathRequest, ParameterStringFilter>(
                "parameterFilters",
                r => r.ParameterFilters,
                ParameterStringFilter.Constraints
            ),
            Must.Member<GetParametersByPathRequest>("maxResults", r => r.MaxResults).Range(1, 10)
        );

    private static Result<GetParametersByPathResponse> Handle(SsmState state, GetParametersByPathRequest request, Context context)
    {
        if (!request.Path!.StartsWith('/'))
            return Errors.Invalid(
                "The parameter doesn't meet the parameter name requirements. The parameter name must begin with a forward slash \"/\". "
                    + "It can't be prefixed with \\\"aws\\\" or \\\"ssm\\\" (case-insensitive). It must use only letters, numbers, or "
                    + "the following symbols: . (period), - (hyphen), _ (underscore). Special characters are not allowed. All sub-paths, "
                    + "if specified, must use the forward slash symbol \"/\". Valid example: /get/parameters2-/by1./path0_."
            );
        if (request.ParameterFilters?.Find(f => f.Key is not ("Type" or "KeyId" or "Label")) is { } other)
            return new AwsError(
                "InvalidFilterKey",
                $"The following filter key is not valid: {other.Key}. Valid filter keys include: [Type, KeyId, Label]."
            );
        if (Filters.Check(request.ParameterFilters) is { } invalid)
            return invalid;
        var decrypted = request.WithDecryption == true;
        var found = state.All.Where(p =>
            Filters.IsBelow(p.Name, request.Path, request.Recursive == true) && Filters.Match(p, request.ParameterFilters)
        );
        if (!Errors.Pages.ByOffset(found, request.NextToken, request.MaxResults ?? 10).Ok(out var page, out var error))
            return error;
        foreach (var parameter in page.Items)
            if (ParameterKey.Fault(state, parameter.Latest, decrypted) is { } locked)
                return locked;
        return new GetParametersByPathResponse(
            [.. page.Items.Select(p => ParameterShape.Of(state, p, p.Latest, null, decrypted))],
            page.NextToken
        );
    }
}
