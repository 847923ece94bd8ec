namespace LocalCloud.Aws.Logs;

/// <summary>What the API model has and this has not: live tail, deliveries, anomalies and the like.</summary>
internal static class LogsUnsupported
{
    public static readonly IReadOnlyList<string> Operations =
    [
        "AssociateSourceToS3TableIntegration", "CancelImportTask", "CreateDelivery", "CreateImportTask",
        "CreateLogAnomalyDetector", "CreateLookupTable", "CreateScheduledQuery", "DeleteAccountPolicy", "DeleteDataProtectionPolicy",
        "DeleteDelivery", "DeleteDeliveryDestination", "DeleteDeliveryDestinationPolicy", "DeleteDeliverySource", "DeleteDestination",
        "DeleteIndexPolicy", "DeleteIntegration", "DeleteLogAnomalyDetector", "DeleteLookupTable", "DeleteScheduledQuery",
        "DeleteTransformer", "DescribeAccountPolicies", "DescribeConfigurationTemplates", "DescribeDeliveries",
        "DescribeDeliveryDestinations", "DescribeDeliverySources", "DescribeDestinations", "DescribeFieldIndexes",
        "DescribeImportTaskBatches", "DescribeImportTasks", "DescribeIndexPolicies", "DescribeLookupTables",
        "DisassociateSourceFromS3TableIntegration", "GetDataProtectionPolicy", "GetDelivery", "GetDeliveryDestination",
        "GetDeliveryDestinationPolicy", "GetDeliverySource", "GetIntegration", "GetLogAnomalyDetector", "GetLogFields", "GetLogGroupFields",
        "GetLogObject", "GetLogRecord", "GetLookupTable", "GetScheduledQuery", "GetScheduledQueryHistory", "GetTransformer",
        "ListAggregateLogGroupSummaries", "ListAnomalies", "ListIntegrations", "ListLogAnomalyDetectors", "ListLogGroupsForQuery",
        "ListScheduledQueries", "ListSourcesForS3TableIntegration", "PutAccountPolicy", "PutBearerTokenAuthentication", "PutDataProtectionPolicy",
        "PutDeliveryDestination", "PutDeliveryDestinationPolicy", "PutDeliverySource", "PutDestination", "PutDestinationPolicy", "PutIndexPolicy",
        "PutIntegration", "PutTransformer", "StartLiveTail",
        "TestTransformer", "UpdateAnomaly", "UpdateDeliveryConfiguration", "UpdateLogAnomalyDetector", "UpdateLookupTable", "UpdateScheduledQuery",
    ];
}
