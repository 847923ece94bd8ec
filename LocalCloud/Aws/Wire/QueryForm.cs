namespace LocalCloud.Aws.Wire;

/// <summary>The XML in which a service speaks the query protocol.</summary>
internal abstract class QueryForm
{
    /// <summary>Of all services but EC2, whose protocol is the older one.</summary>
    public static readonly QueryForm Usual = new QueryWriter();

    public abstract byte[] Answer(Service service, RecordOperation operation, object value, string requestId);

    /// <param name="service">null: no service that is here was meant</param>
    public abstract byte[] Failure(Service? service, AwsError error, string requestId);
}
