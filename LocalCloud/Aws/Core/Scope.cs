namespace LocalCloud.Aws;

/// <summary>Whose resources a request means. Accounts and regions never see each other.</summary>
/// <param name="Account">12 digits: the access key id when it is 12 digits, else 000000000000.</param>
internal readonly record struct Scope(string Account, string Region)
{
    public static readonly Scope Default = new("000000000000", "us-east-1");

    public string Arn(string service, string resource) => $"arn:aws:{service}:{Region}:{Account}:{resource}";
}
