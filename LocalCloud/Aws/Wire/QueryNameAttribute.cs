namespace LocalCloud.Aws.Wire;

/// <summary>
/// The name of a list's or map's element in the query protocol where it is not the member's own, as in Attribute.1.Name for Attributes, or
/// not "member", as in Filters.Filter.1 for Filters.
/// </summary>
/// <param name="key">Element names of a map's entries in answers; requests are understood with any of Name/Value, Key/Value,
/// key/value.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class QueryNameAttribute(string name, string key = "Name", string value = "Value") : Attribute
{
    public string Name => name;

    public string Key => key;

    public string Value => value;
}
