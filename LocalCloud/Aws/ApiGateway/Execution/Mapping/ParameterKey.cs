namespace LocalCloud.Aws.ApiGateway.Execution.Mapping;

/// <summary>
/// <c>append:header.x</c>, <c>overwrite:querystring.y</c>, <c>remove:header.z</c>, <c>overwrite:path</c>, <c>overwrite:statuscode</c>.
/// </summary>
internal sealed record ParameterKey(string Action, string Location, string? Name)
{
    public static ParameterKey? Parse(string text)
    {
        if (text.Split(':', 2) is not [("append" or "overwrite" or "remove") and var action, var rest])
            return null;
        var parts = rest.Split('.', 2);
        return new ParameterKey(action, parts[0], parts.ElementAtOrDefault(1)) switch
        {
            { Location: "header" or "querystring", Name.Length: > 0 } key => key,
            { Location: "path" or "statuscode", Name: null, Action: "overwrite" } key => key,
            _ => null,
        };
    }
}
